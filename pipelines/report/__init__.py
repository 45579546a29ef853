"""What people look at, made from a release and from nothing else: figures, pages, workbooks."""
