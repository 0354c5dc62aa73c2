"""The subject itself in plain Python: no Flask, no SQLAlchemy, no files, no clock.

Glossary of ideas that the project's list of words does not name:

``Tree``
    the components of one text with the warnings that splitting it gave
``Notice``
    one warning of the splitter: line, code, message
``Repair``, ``Target``, ``Piece``
    one change of how a text was split; the provision it is about, named so that a new upload has it too;
    one place of a component laid out in the order of print
``Pair``
    one provision of an older text and what became of it in a newer one
``Hunk``
    a run of syllables that two wordings share, or that only one of them has
``Change``, ``Fate``
    one accepted wording as the next version is made from it; what became of it (clean, adopted, conflict,
    orphan)
``Row``, ``Entry``, ``Block``
    one place of a comparison; one line of its table of changes; rows shown or folded together
``Run``, ``Table``
    what compared words are made of: hunks, and whole tables between them, compared cell by cell
``Claim``, ``Finding``
    a comment with its answer as far as a newer text is judged by it; a change that nobody asked for, an
    accepted comment that does not show, or one whose provision is gone
``Trace``, ``Link``
    a comment followed to the words it changed, or a provision through all versions; one step of its way
``Mention``
    a reference such as "khoản 2 Điều 5" found in a text
``Question``, ``Option``, ``Inquiry``
    something a person has to settle before the next version can be issued, or should look at; one way to
    settle it, worked out; the questions that come up while a text is made, with the settlements that count
``How``
    what a settlement made of one change: followed, not followed, or written anew
``Settlement``
    how a person settled one question about the next version: a clash, edits close together, a reference
``Adoption``
    one reason why an issued version reads as it does: an answer that was followed, a direct edit, or both
``Course``, ``Trail``
    where the provisions of one version lead in a later one; one such way with what happened on it
``Whereabouts``, ``Ending``, ``State``
    what became of the place of a comment in a later version; whether it was found, is unconfirmed or
    deleted; the same with its places cited
``Finding``, ``Found``
    where chosen words stand in a later wording; whether they are unchanged, changed or gone
``Verdict``
    what a person said of two provisions that alignment was not sure of
``Standing``, ``Neighbourhood``
    where a provision stands in its text, for judging what moved; and what stands around it, for a person
``Typing``
    words typed into a composer and not yet saved as a comment, kept whatever state they are in
``Sending``
    one sending of a reply, kept for good with its canonical form and fingerprint
``AgencyNote``, ``DeskNote``
    internal notes on a comment: the agency's, never sent; the drafting side's, which never leave it
``Acknowledgement``
    "đã xem": somebody of an agency has read a released answer
``Separation``
    two comments that a person said are not the same
``Likeness``, ``ProposedGroup``
    why two comments are taken for the same, how much, and the telling words by which they are not; comments
    proposed as a group, which becomes a ``CommentGroup`` when a person confirms it
``Pick``, ``Wanted``
    a comment that an answer for many may be given to; which of them are asked for
``Openness``
    when the agencies of a round may read what the others sent
``RoundChange``
    a round closed, opened again or extended by the lead drafter, with the reason
``Wish``
    what the lead drafter asks for a round: one change of it
``Progress``
    what is known of an invited agency, from which its state follows
``Register``, ``Line``
    the invited agencies of a round as they stand on a day; one of them
``Others``
    what the other agencies of a round sent, for one that may read it
``Extract``, ``Filter``, ``Choice``
    a part of the synthesis table that says so; what it was chosen by; something a table can be filtered by
``Layout``, ``Group``
    a laid-down form of the synthesis table; its rows on one place with the cells that they share
``Wishes``
    how a file of the table is to be written: layout, differences, stages, final
``Clock``
    where a service learns the real moment and the day that rounds are judged by
``Actor``
    the signed-in user on whose behalf a service acts; ``None`` is the public
``Source``
    a file as it was uploaded: its name and bytes
"""
