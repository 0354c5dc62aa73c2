"""draftreview: article-by-article consultation on a draft legal decision.

The map of the package; what each room may import is checked by import-linter (``setup.cfg``)::

    app         create_app: the only place where the parts meet
    web         Flask blueprints, forms, pages for errors, presentation
    cli         the ``draftreview`` command
    services    use cases: verbs with the session and the actor as arguments
    formats     bytes to domain (reading) and domain to bytes (writing)
    search      the index behind one small protocol
    models      SQLAlchemy tables
    db          engine, sessions, migrations
    config      every setting
    domain      plain Python: provisions, splitting, differences, alignment, merging, the table
"""
