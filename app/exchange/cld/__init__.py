"""Files of Client Level Data, the statutory return."""
