"""Making what is installed: a folder with its own Python, a Debian package of it, an installer for Windows.

It is done where the source is, by whoever looks after it; `resources/delivery/README.md` tells how, and what can be
done on Windows alone.
"""
