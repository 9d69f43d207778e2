"""The tables of Short Term Care at Home, a module each (revision 0031)."""
