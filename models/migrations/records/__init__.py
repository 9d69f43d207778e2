"""Subject access requests and the retention review of what is kept."""
