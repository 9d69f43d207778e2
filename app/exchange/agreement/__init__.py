"""Signed agreements that come back on paper, taken in as scans."""
