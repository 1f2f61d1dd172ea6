"""The history of the records: the one room that runs the git program.

`command` runs it, `checkout` finds the repository and commits, `reading` reads history, `merging` brings two histories
together without touching the work tree, `exchange` fetches, pushes and packs bundles, `founding` makes a repository.
"""
