"""What revision 0004 brings, a module a subject."""
