"""The pages of Office: what the office itself is, and who works in it."""
