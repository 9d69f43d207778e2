"""A file that somebody chose, as a table of typed cells: nothing in it is run, and nothing of it goes missing."""
