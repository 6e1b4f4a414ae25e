"""Normalizers: pages become course records, records become offers, offers get their freshness. All of it pure."""
