"""The first release: every table, and the rules that the database keeps by itself."""

from alembic import op

from migrations.statements import statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then the rules; the files hold what each dialect runs, word for word."""
    connection = op.get_bind()
    cursor = connection.connection.cursor()  # The driver's own: nothing is read as a placeholder.
    for name in ("0001_tables", "0001_rules"):
        for statement in statements(name, connection.dialect.name):
            cursor.execute(statement)
