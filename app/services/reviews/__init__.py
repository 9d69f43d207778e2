"""Use cases of the programme in which long-term Direct Care packages are reviewed."""
