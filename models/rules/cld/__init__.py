"""Client Level Data: the statutory return, and the measures that the department computes of it. (FIG-2)."""
