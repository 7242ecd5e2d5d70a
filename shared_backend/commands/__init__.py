"""The commands of ``intellicoach``: one a file, each with ``add_arguments`` and ``run``."""
