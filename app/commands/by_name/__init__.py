"""Any use case and any query by its Python name: found, its arguments read, its answer said."""
