#!/bin/sh
# An open window goes on importing its modules: were they exchanged under it, it would break in somebody's hands.
set -e
@WHEN@for each in /proc/[0-9]*; do
    case "$(readlink "$each/exe" 2>/dev/null)" in
        /usr/lib/homeward/bin/*)
            echo "Homeward is still open at this computer (process ${each#/proc/}). Close it, then do this again." >&2
            exit 1
            ;;
    esac
done
