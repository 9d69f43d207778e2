"""What the screens show of the programme in which long-term Direct Care packages are reviewed."""
