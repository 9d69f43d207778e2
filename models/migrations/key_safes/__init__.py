"""Codes of key safes, apart from the record that says there is one; and what a server writes beside each look."""
