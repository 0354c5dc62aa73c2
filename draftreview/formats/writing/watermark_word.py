"""Large pale words behind the text of every page of a Word file, drawn as Word itself draws a watermark."""

from typing import Any

from docx.oxml import parse_xml

from draftreview.formats.writing.xml_text import escaped

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:520pt;height:74pt;rotation:330;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def watermark(words: str, number: int) -> Any:
    """Make the drawing that a run of a page's header holds; ``number`` tells it from others of the file."""
    # Shape type 136 is text that fills its frame.
    return parse_xml(
        f'<w:pict {_SPACES}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
        'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" '
        f'shapetype="t"/></v:shapetype><v:shape id="Watermark{number}" o:spid="_x0000_s20{49 + number}" '
        f'type="#_x0000_t136" alt="{escaped(words)}" style="{_STYLE}" o:allowincell="f" fillcolor="#e3e3e3" '
        f'stroked="f"><v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" '
        f'string="{escaped(words)}"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict>'
    )
