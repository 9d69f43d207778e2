"""What the screens show of the retention review."""
