"""That a server's backup was restored and compared: kept in the database, where every desk sees it."""

_HEAD = "SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
FUNCTIONS = {
    "homeward_backed_up": f"""CREATE FUNCTION public.homeward_backed_up(compared timestamptz, change bigint, named text)
RETURNS void {_HEAD}
BEGIN
  -- a clock that is ahead would hide for so long that no backup is made
  UPDATE public.database_mark SET backup_compared_at = CASE WHEN is_test THEN compared
      ELSE least(compared, clock_timestamp()) END, backup_changes = change, backup_file = named
    WHERE backup_compared_at IS NULL OR backup_compared_at <= compared;
END $$""",
}
