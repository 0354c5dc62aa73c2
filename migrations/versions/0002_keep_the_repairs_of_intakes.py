"""Keep the repairs of intakes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give every intake its repairs, none so far, and a counter of their changes."""
    with op.batch_alter_table("intakes") as batch_op:
        batch_op.add_column(sa.Column("repairs", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("intakes") as batch_op:
        batch_op.alter_column("repairs", server_default=None)
        batch_op.alter_column("revision", server_default=None)


def downgrade() -> None:
    """Forget the repairs."""
    with op.batch_alter_table("intakes") as batch_op:
        batch_op.drop_column("revision")
        batch_op.drop_column("repairs")
