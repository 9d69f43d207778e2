"""What tells whether somebody becomes independent: the aim of a goal."""
