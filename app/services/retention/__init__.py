"""Use cases of the retention review and of legal holds."""
