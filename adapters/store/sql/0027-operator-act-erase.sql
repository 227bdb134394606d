-- The record of what was done to sign-ins is about staff, so it ends as well: three years after each act. The program's role may
-- erase what is older by the database's clock, and nothing else, so that nobody takes out a line by the program.
CREATE FUNCTION erase_operator_acts() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = clarion, pg_temp AS $$
  WITH gone AS (
    DELETE FROM clarion.operator_act
    WHERE at < (extract(epoch FROM now()) * 1000)::bigint - 1095 * 86400000::bigint
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION erase_operator_acts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_operator_acts() TO clarion_app;
