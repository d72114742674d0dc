"""The parts of an ODS file that are the same for every table."""

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
ROOT = " ".join(
    f'xmlns:{prefix}="{NAMESPACE}:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "config": "config",
        "meta": "meta",
    }.items()
)
ROOT += ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'

MANIFEST = f"""{XML}
<manifest:manifest xmlns:manifest="{NAMESPACE}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3"
 manifest:media-type="{MEDIA_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""

META = f"""{XML}
<office:document-meta {ROOT}><office:meta><dc:title>{{title}}</dc:title></office:meta>
</office:document-meta>
"""

STYLES = f"""{XML}
<office:document-styles {ROOT}><office:styles>
<style:style style:name="Default" style:family="table-cell"/>
</office:styles></office:document-styles>
"""

# The first row of a sheet is frozen by LibreOffice's view settings, which Excel also reads.
FROZEN = """<config:config-item-map-entry config:name="{sheet}">
<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>
<config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>
<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>
<config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>
</config:config-item-map-entry>"""
SETTINGS = f"""{XML}
<office:document-settings {ROOT}
 xmlns:ooo="http://openoffice.org/2004/office"><office:settings>
<config:config-item-set config:name="ooo:view-settings">
<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>
<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>
<config:config-item-map-named config:name="Tables">
{{frozen}}</config:config-item-map-named>
</config:config-item-map-entry></config:config-item-map-indexed>
</config:config-item-set></office:settings></office:document-settings>
"""

CONTENT_START = f"""{XML}
<office:document-content {ROOT}><office:automatic-styles>
<number:date-style style:name="iso-date">
<number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text>
<number:day number:style="long"/></number:date-style>
<number:date-style style:name="iso-time">
<number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text>
<number:day number:style="long"/><number:text> </number:text>
<number:hours number:style="long"/><number:text>:</number:text>
<number:minutes number:style="long"/></number:date-style>
<style:style style:name="head" style:family="table-cell" style:parent-style-name="Default">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="date" style:family="table-cell" style:parent-style-name="Default"
 style:data-style-name="iso-date"/>
<style:style style:name="time" style:family="table-cell" style:parent-style-name="Default"
 style:data-style-name="iso-time"/>
{{widths}}</office:automatic-styles><office:body><office:spreadsheet>"""
CONTENT_END = "</office:spreadsheet></office:body></office:document-content>"
