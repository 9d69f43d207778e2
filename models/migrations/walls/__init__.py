"""What a server itself refuses, whatever program a login comes with: who may log in, and what each may do."""
