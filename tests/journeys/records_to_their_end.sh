#!/usr/bin/env bash
# What becomes of records, by the command line alone: somebody asks for what is kept about them and gets it; records
# that passed the schedule are held, let go of, kept on, and their disposal is approved by two. Nothing is deleted.
#
#   HOMEWARD="python3 run.py" DATABASE=journey.sqlite OFFICE=office.json bash records_to_their_end.sh
set -euo pipefail
read -ra homeward <<< "${HOMEWARD:-homeward}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "NOT AS IT SHOULD BE: $*" >&2; exit 1; }
pick() { python3 -c 'import json, sys; a = json.loads(sys.argv[2]); print(eval(sys.argv[1]))' "$1" "$answer"; }
expect() { [ "$(pick "$1")" = "True" ] || fail "$1 in $answer"; }

"${homeward[@]}" database create "$DATABASE" --office "$OFFICE" --as-at 2026-11-20T09:00 > /dev/null

coproc DESK { exec "${homeward[@]}" do --lines --database "$DATABASE"; }
manager="Helen Tideswell" dso="Priya Raman"
tell() { # WORD NAME ARGUMENTS: one call, answered in $answer
    printf '{"%s": "%s", "args": %s, "as_at": "%s", "staff": "%s"}\n' "$1" "$2" "${3//$'\n'/ }" "$at" "$staff" >&"${DESK[1]}"
    IFS= read -r answer <&"${DESK[0]}" || fail "no answer to $2"
}
ask() { tell ask "$1" "$2"; case $answer in '{"refused"'* | '{"unavailable"'*) fail "$1: $answer" ;; esac; }
made() { tell do "$1" "$2"; case $answer in '{"made"'*) ;; *) fail "$1: $answer" ;; esac; }
refused() { # RULE NAME ARGUMENTS: what has to be refused is
    tell do "$2" "$3"
    [ "$(pick "'$1' in [each['rule'] for each in a['refused']]")" = "True" ] || fail "$2 should be refused by $1: $answer"
}

# --- From the receipt of a request to the release -----------------------------------------------------------------

request() { ask requests.requests.requests '{}'; seen=$(pick 'a[0]["version"]'); }
at=2026-11-20T09:30 staff=$dso
made record_request '{"person": "M700109", "asked_by": "another", "asker": "Thandiwe Brocklehurst, son", "received_on": "2026-11-19"}'
key=$(pick 'a["made"]')
request
expect 'a[0]["due_on"] == "2026-12-21"' # 19 December is a Saturday
made ask_for_evidence "{\"request\": \"$key\", \"seen\": $seen}"
request
expect '(a[0]["state"], a[0]["due_on"]) == ("evidence", None)'
at=2026-11-23T10:00
refused SAR-2 receiving.record_evidence "{\"request\": \"$key\", \"seen\": $seen, \"evidence\": \"his passport\"}"
made receiving.record_evidence "{\"request\": \"$key\", \"seen\": $seen, \"evidence\": \"his passport and the registered power\", \"authority\": \"attorney\"}"
request
expect '(a[0]["state"], a[0]["due_on"]) == ("checks", "2026-12-23")'
staff=$manager
for what in others safeguarding harm codes elsewhere; do
    refused SAR-2 requests.answering.release "{\"request\": \"$key\", \"seen\": $seen, \"given_to\": \"him\", \"given_how\": \"hand\"}"
    made look_through "{\"request\": \"$key\", \"seen\": $seen, \"what\": \"$what\", \"found\": \"nothing\"}"
    request
done
"${homeward[@]}" print subject-access "$work/copy.pdf" --person M700109 --database "$DATABASE" --as-at $at --staff "$manager" > /dev/null
[ -s "$work/copy.pdf" ] && [ -s "$work/copy.json" ] || fail "the copy is a PDF and its data"
if "${homeward[@]}" print subject-access "$work/copy.pdf" --person M700109 --database "$DATABASE" --as-at $at --staff "$manager" > /dev/null 2>&1; then
    fail "the data of an earlier copy were written over"
fi
made record_copy "{\"request\": \"$key\", \"seen\": $seen}"
request
made requests.answering.release "{\"request\": \"$key\", \"seen\": $seen, \"given_to\": \"Thandiwe Brocklehurst\", \"given_how\": \"hand\"}"
ask requests.requests.requests '{"ended": true}'
expect '[(each["outcome"], each["given_to"]) for each in a] == [("released", "Thandiwe Brocklehurst")]'

# --- Records that passed the schedule: listed, held, let go of, kept on, and disposed of by two --------------------

person=M500367 # Constance Eyre, whose support ended in March 2018
row() { # her state and the version of what was decided of her records, none where nothing was
    ask to_review '{}'
    state=$(pick '[each["state"] for each in a["rows"] if each["mosaic_id"] == "'$person'"][0]')
    seen=$(pick 'json.dumps([each["decision"] for each in a["rows"] if each["mosaic_id"] == "'$person'"][0])')
}
is() { row; [ "$state" = "$1" ] || fail "$person stands as $state, not as $1"; }
at=2026-11-24T09:00 staff=$dso
is to_review
made place_hold "{\"person\": \"$person\", \"asked_by\": \"Legal services\", \"because\": \"a claim\"}"
hold=$(pick 'a["made"]')
is held
refused RET-2 propose_disposal "{\"person\": \"$person\", \"seen\": $seen, \"because\": \"nothing is owed\"}"
made lift_hold "{\"hold\": \"$hold\", \"seen\": 1, \"because\": \"the claim is settled\"}"
is to_review
made keep_records "{\"person\": \"$person\", \"seen\": $seen, \"keep_until\": \"2026-11-26\", \"because\": \"the claim may be appealed\"}"
is kept
at=2026-11-26T09:00
is to_review
made propose_disposal "{\"person\": \"$person\", \"seen\": $seen, \"because\": \"nothing is owed\"}"
decision=$(pick 'a["made"]')
is proposed
refused RET-3 approve_disposal "{\"decision\": \"$decision\", \"seen\": $seen, \"because\": \"looked through\"}"
staff=$manager
made approve_disposal "{\"decision\": \"$decision\", \"seen\": $seen, \"because\": \"looked through\"}"
is approved
made place_hold "{\"person\": \"$person\", \"asked_by\": \"Legal services\", \"because\": \"an inquest\"}"
hold=$(pick 'a["made"]')
made lift_hold "{\"hold\": \"$hold\", \"seen\": 1, \"because\": \"the inquest is over\"}"
is to_review # an approval from before a hold doesn't come back with its lifting
made propose_disposal "{\"person\": \"$person\", \"seen\": $seen, \"because\": \"the inquest asked for nothing\"}"
decision=$(pick 'a["made"]')
row
staff=$dso
made approve_disposal "{\"decision\": \"$decision\", \"seen\": $seen, \"because\": \"looked through again\"}"
is approved
ask person_header "{\"person\": \"$person\"}" # and nothing of it is gone
expect '"Eyre" in json.dumps(a)'
exec {DESK[1]}>&-
wait "$DESK_PID" || true # it tells that some lines were refused, as they should be
echo "The records are at their end."
