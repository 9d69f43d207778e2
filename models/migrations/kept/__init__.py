"""What revision 0007 brings, a module a subject: what is kept ready, so that no screen reads all of the history."""
