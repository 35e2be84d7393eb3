"""XML of office documents without entities, external files or network."""

from lxml import etree


def parse_xml(data: bytes) -> etree._Element:
    """Root element of `data`; entities stay unresolved and no other file is ever loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def local_name(element: etree._Element) -> str:
    """Tag without namespace; empty for comments, instructions and unresolved entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
