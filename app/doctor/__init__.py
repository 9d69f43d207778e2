"""What `homeward doctor` finds out: what is wrong with this desk or its records, and how each is mended."""
