"""The demonstration: an office of its own, real input files, one person's whole journey, papers and pictures."""
