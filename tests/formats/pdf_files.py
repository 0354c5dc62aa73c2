"""PDF files written by hand: a page for each list of lines, or a page with an image alone."""

IMAGE = b"q 400 0 0 600 50 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


def pages(*contents: bytes) -> bytes:
    """Make a PDF of pages with these drawing commands."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * at} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _numbered(objects)


def lines(*texts: str, size: int = 12) -> bytes:
    """Draw lines of text down a page."""
    drawn = "".join(
        f"BT /F {size} Tf 72 {700 - 20 * at} Td ({text}) Tj ET\n" for at, text in enumerate(texts)
    )
    return drawn.encode("cp1252")


def _numbered(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, held in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj %s endobj\n" % (number, held)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer <</Size {size}/Root 1 0 R>>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF".encode()
