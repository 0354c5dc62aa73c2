"""Make the first tables."""

from dataclasses import asdict, fields

import sqlalchemy as sa
from alembic import op

from draftreview.domain.regimes import SHIPPED, Regime
from draftreview.models.base import locks, undeletable

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


LOCKED = ("versions", "components", "provisions", "dispositions", "audit_events")
KEPT = ("files", "replies", "comments")


def upgrade() -> None:
    """Make the tables, the locks on what must not change, and the legal regimes."""
    _make_tables()
    if op.get_bind().dialect.name == "sqlite":
        for statement in [*(s for table in LOCKED for s in locks(table)), *map(undeletable, KEPT)]:
            op.execute(statement)
    regimes = sa.table("regimes", *(sa.column(field.name) for field in fields(Regime)))
    op.bulk_insert(regimes, [asdict(regime) for regime in SHIPPED])


def _make_tables() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "department",
                "district",
                "drafting",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
        sa.UniqueConstraint("code", name=op.f("uq_agencies_code")),
        sa.UniqueConstraint("name", name=op.f("uq_agencies_name")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("short_title", sa.String(length=160), nullable=False),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("key", name=op.f("uq_drafts_key")),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_ins")),
    )
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.create_index("ix_failed_sign_ins_login_at", ["login", "at"], unique=False)

    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_files_sha256"), ["sha256"], unique=False)

    op.create_table(
        "indexing_queue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indexing_queue")),
    )
    op.create_table(
        "regimes",
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("citation", sa.String(length=300), nullable=False),
        sa.Column("portal_days", sa.Integer(), nullable=False),
        sa.Column("affected_days", sa.Integer(), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=False),
        sa.Column("dossier_lead_days", sa.Integer(), nullable=False),
        sa.Column("appraisal_days", sa.Integer(), nullable=False),
        sa.Column("committee_lead_working_days", sa.Integer(), nullable=False),
        sa.Column("table_title", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_regimes")),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "lineages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("guid", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_lineages_draft_id_drafts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineages")),
        sa.UniqueConstraint("guid", name=op.f("uq_lineages_guid")),
    )
    with op.batch_alter_table("lineages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lineages_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "commenter",
                "agency_head",
                "drafter",
                "lead_drafter",
                "appraiser",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_users_agency_id_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_users_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "audit_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_audit_events_actor_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_events_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_events_subject"), ["subject"], unique=False)

    op.create_table(
        "intakes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_intakes_created_by_id_users")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_intakes_draft_id_drafts")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_intakes_file_id_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intakes")),
    )
    with op.batch_alter_table("intakes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intakes_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("intake_id", sa.Integer(), nullable=True),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_versions_number_from_one")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_versions_draft_id_drafts")),
        sa.ForeignKeyConstraint(["intake_id"], ["intakes.id"], name=op.f("fk_versions_intake_id_intakes")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["users.id"], name=op.f("fk_versions_issued_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_versions_draft_id_number")),
        sa.UniqueConstraint("intake_id", name=op.f("uq_versions_intake_id")),
    )
    op.create_table(
        "components",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "main",
                "regulation",
                "appendix",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("eid", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("preamble", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_components_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_components")),
        sa.UniqueConstraint("version_id", "eid", name=op.f("uq_components_version_id_eid")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_components_version_id_position")),
    )
    op.create_table(
        "consultations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("regime_key", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("letter_number", sa.String(length=60), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("letter_signer", sa.String(length=160), nullable=False),
        sa.Column("drafting_agency_id", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_before", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("closes_before > opens_on", name=op.f("ck_consultations_closes_after_opening")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_consultations_draft_id_drafts")),
        sa.ForeignKeyConstraint(
            ["drafting_agency_id"], ["agencies.id"], name=op.f("fk_consultations_drafting_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["regime_key"], ["regimes.key"], name=op.f("fk_consultations_regime_key_regimes")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_consultations_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_consultations_draft_id_number")),
    )
    op.create_table(
        "focus_topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("short_title", sa.String(length=80), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_focus_topics_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["focus_topics.id"], name=op.f("fk_focus_topics_parent_id_focus_topics")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focus_topics")),
        sa.UniqueConstraint("consultation_id", "code", name=op.f("uq_focus_topics_consultation_id_code")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_invitations_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_invitations_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint(
            "consultation_id", "agency_id", name=op.f("uq_invitations_consultation_id_agency_id")
        ),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "provisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("component_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("lineage_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "part",
                "chapter",
                "section",
                "subsection",
                "article",
                "clause",
                "point",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tail", sa.Text(), nullable=False),
        sa.Column("eid", sa.String(length=160), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"], ["components.id"], name=op.f("fk_provisions_component_id_components")
        ),
        sa.ForeignKeyConstraint(
            ["lineage_id"], ["lineages.id"], name=op.f("fk_provisions_lineage_id_lineages")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["provisions.id"], name=op.f("fk_provisions_parent_id_provisions")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_provisions_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisions")),
        sa.UniqueConstraint("version_id", "eid", name=op.f("uq_provisions_version_id_eid")),
        sa.UniqueConstraint("version_id", "lineage_id", name=op.f("uq_provisions_version_id_lineage_id")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_provisions_version_id_position")),
    )
    with op.batch_alter_table("provisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provisions_component_id"), ["component_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_provisions_lineage_id"), ["lineage_id"], unique=False)

    op.create_table(
        "alignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_version_id", sa.Integer(), nullable=False),
        sa.Column("new_version_id", sa.Integer(), nullable=False),
        sa.Column("old_provision_id", sa.Integer(), nullable=True),
        sa.Column("new_provision_id", sa.Integer(), nullable=True),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("renumbered", sa.Boolean(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("split", sa.Boolean(), nullable=False),
        sa.Column("merged", sa.Boolean(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "old_provision_id IS NOT NULL OR new_provision_id IS NOT NULL",
            name=op.f("ck_alignments_one_side_at_least"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_alignments_score_is_a_share")),
        sa.ForeignKeyConstraint(
            ["new_provision_id"], ["provisions.id"], name=op.f("fk_alignments_new_provision_id_provisions")
        ),
        sa.ForeignKeyConstraint(
            ["new_version_id"], ["versions.id"], name=op.f("fk_alignments_new_version_id_versions")
        ),
        sa.ForeignKeyConstraint(
            ["old_provision_id"], ["provisions.id"], name=op.f("fk_alignments_old_provision_id_provisions")
        ),
        sa.ForeignKeyConstraint(
            ["old_version_id"], ["versions.id"], name=op.f("fk_alignments_old_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignments")),
    )
    with op.batch_alter_table("alignments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_alignments_new_provision_id"), ["new_provision_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_alignments_new_version_id"), ["new_version_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_alignments_old_provision_id"), ["old_provision_id"], unique=False
        )

    op.create_table(
        "replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "writing",
                "sent",
                "returned",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum(
                "agree",
                "agree_with_comments",
                "disagree",
                "no_opinion",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("letter_number", sa.String(length=60), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(length=160), nullable=False),
        sa.Column("letter_added_at", sa.DateTime(), nullable=True),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "state = 'writing' OR (sent_at IS NOT NULL AND stance IS NOT NULL AND fingerprint <> '')",
            name=op.f("ck_replies_sent_is_complete"),
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_replies_invitation_id_invitations")
        ),
        sa.ForeignKeyConstraint(["scan_id"], ["files.id"], name=op.f("fk_replies_scan_id_files")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["users.id"], name=op.f("fk_replies_sent_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_replies_invitation_id")),
    )
    op.create_table(
        "topic_provisions",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("lineage_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lineage_id"], ["lineages.id"], name=op.f("fk_topic_provisions_lineage_id_lineages")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["focus_topics.id"], name=op.f("fk_topic_provisions_topic_id_focus_topics")
        ),
        sa.PrimaryKeyConstraint("topic_id", "lineage_id", name=op.f("pk_topic_provisions")),
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("provision_id", sa.Integer(), nullable=True),
        sa.Column("component_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column(
            "category",
            sa.Enum(
                "substance",
                "wording",
                "legal_basis",
                "question",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "writing",
                "ready",
                "sent",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("citation", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state <> 'sent' OR (sent_at IS NOT NULL AND reply_id IS NOT NULL)",
            name=op.f("ck_comments_sent_in_a_reply"),
        ),
        sa.CheckConstraint(
            "state <> 'withdrawn' OR withdrawn_at IS NOT NULL", name=op.f("ck_comments_withdrawn_when")
        ),
        sa.CheckConstraint(
            "provision_id IS NULL OR component_id IS NULL", name=op.f("ck_comments_stands_in_one_place")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_comments_agency_id_agencies")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_comments_author_id_users")),
        sa.ForeignKeyConstraint(
            ["component_id"], ["components.id"], name=op.f("fk_comments_component_id_components")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.id"], name=op.f("fk_comments_consultation_id_consultations")
        ),
        sa.ForeignKeyConstraint(
            ["provision_id"], ["provisions.id"], name=op.f("fk_comments_provision_id_provisions")
        ),
        sa.ForeignKeyConstraint(["reply_id"], ["replies.id"], name=op.f("fk_comments_reply_id_replies")),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["focus_topics.id"], name=op.f("fk_comments_topic_id_focus_topics")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("agency_id", "form_key", name=op.f("uq_comments_agency_id_form_key")),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index("ix_comments_consultation_state", ["consultation_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_comments_provision_id"), ["provision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comments_reply_id"), ["reply_id"], unique=False)

    op.create_table(
        "dispositions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted",
                "partly_accepted",
                "declined",
                "noted",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "proposed",
                "approved",
                "released",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("new_heading", sa.Text(), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "outcome = 'accepted' OR trim(explanation) <> ''",
            name=op.f("ck_dispositions_explained_unless_accepted"),
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_dispositions_revision_from_one")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_dispositions_by_id_users")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_dispositions_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispositions")),
        sa.UniqueConstraint("comment_id", "revision", name=op.f("uq_dispositions_comment_id_revision")),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column(
            "operation",
            sa.Enum(
                "replace",
                "insert",
                "delete",
                "move",
                name="operation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("new_heading", sa.Text(), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=False),
        sa.Column("base_heading", sa.Text(), nullable=False),
        sa.Column("base_text", sa.Text(), nullable=False),
        sa.Column("base_hash", sa.String(length=64), nullable=False),
        sa.Column("as_first_child", sa.Boolean(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "operation <> 'move' OR target_id IS NOT NULL", name=op.f("ck_proposals_move_has_a_target")
        ),
        sa.CheckConstraint(
            "operation NOT IN ('replace', 'insert') OR new_text <> '' OR new_heading <> ''",
            name=op.f("ck_proposals_says_something"),
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_proposals_comment_id_comments")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["provisions.id"], name=op.f("fk_proposals_target_id_provisions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_proposals_comment_id")),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("proposals")
    op.drop_table("dispositions")
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comments_reply_id"))
        batch_op.drop_index(batch_op.f("ix_comments_provision_id"))
        batch_op.drop_index("ix_comments_consultation_state")
        batch_op.drop_index(batch_op.f("ix_comments_agency_id"))

    op.drop_table("comments")
    op.drop_table("topic_provisions")
    op.drop_table("replies")
    with op.batch_alter_table("alignments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alignments_old_provision_id"))
        batch_op.drop_index(batch_op.f("ix_alignments_new_version_id"))
        batch_op.drop_index(batch_op.f("ix_alignments_new_provision_id"))

    op.drop_table("alignments")
    with op.batch_alter_table("provisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provisions_lineage_id"))
        batch_op.drop_index(batch_op.f("ix_provisions_component_id"))

    op.drop_table("provisions")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_agency_id"))

    op.drop_table("invitations")
    op.drop_table("focus_topics")
    op.drop_table("consultations")
    op.drop_table("components")
    op.drop_table("versions")
    with op.batch_alter_table("intakes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intakes_draft_id"))

    op.drop_table("intakes")
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_events_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_events_at"))

    op.drop_table("audit_events")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_users_agency_id"))

    op.drop_table("users")
    with op.batch_alter_table("lineages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lineages_draft_id"))

    op.drop_table("lineages")
    op.drop_table("settings")
    op.drop_table("regimes")
    op.drop_table("indexing_queue")
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_files_sha256"))

    op.drop_table("files")
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.drop_index("ix_failed_sign_ins_login_at")

    op.drop_table("failed_sign_ins")
    op.drop_table("drafts")
    op.drop_table("agencies")
