"""What revision 0007 brings, a module a subject."""
