"""What can be practised: authored in YAML, checked, compiled to frozen values.

What enters is a content folder; what leaves is a `Library`. Only `reading` and
`loader` touch files, only `authored` and `tables` know pydantic.
"""
