"""An invented contract whose layout changes."""

PUPILS = """\
source: elever
label: {da: Elever, en: Pupils}
provider: {da: skolen, en: the school}
scope: [skole]
key: [skole, elev]
columns:
  - {name: skole, type: text, personal: none, label: {da: Skole, en: School}}
  - {name: elev, type: text, personal: none, label: {da: Elev, en: Pupil}}
  - {name: form, type: code, codes: [a, b], required: false, nullable: true, personal: none,
     label: {da: Form, en: Form}}
  - {name: alder, type: integer, minimum: 6, maximum: 16, personal: none,
     label: {da: Alder, en: Age}}
"""
