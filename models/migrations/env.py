"""Run by alembic: uses the connection that `models.migrations` opened, so that all steps are one transaction."""

from alembic import context

from models.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=False, compare_type=True)
context.run_migrations()
