#!/bin/sh
# Sets the passwords of the roles that postgresql.sql has made, from the environment: WAYBILL_ORDER_PASSWORD and so on.
# PostgreSQL's container runs both once, when its volume is new.
set -eu
for context in ecommerce order billing inventory shipping desk session; do
  variable="WAYBILL_$(echo "$context" | tr '[:lower:]' '[:upper:]')_PASSWORD"
  eval "password=\${$variable:?is to be set: the password of waybill_$context}"
  psql -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v password="$password" <<SQL
alter role waybill_$context password :'password';
SQL
done
