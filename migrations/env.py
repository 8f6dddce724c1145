"""Alembic runs here: on the connection that supplies.upgrade hands over, in its transaction."""

from alembic import context

from supplies.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata)
context.run_migrations()
