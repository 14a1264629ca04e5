#!/bin/sh
# What RabbitMQ's container runs: the broker (the arguments) and beside it, as soon as it is up, the import of the topology
# and the passwords of its users from the environment: WAYBILL_ORDER_PASSWORD and so on. Then the file "ready" appears.
set -eu
definitions="${WAYBILL_DEFINITIONS:-/waybill/rabbitmq.json}"
ready="${WAYBILL_READY:-/tmp/waybill-ready}"
rm -f "$ready"

prepare() {
  # The broker makes the cookie; rabbitmqctl would make one that the broker's user cannot read.
  until [ -s /var/lib/rabbitmq/.erlang.cookie ]; do sleep 1; done
  until rabbitmqctl -q await_startup >/dev/null 2>&1; do sleep 1; done
  rabbitmqctl -q import_definitions "$definitions"
  for context in ecommerce order billing inventory shipping desk; do
    variable="WAYBILL_$(echo "$context" | tr '[:lower:]' '[:upper:]')_PASSWORD"
    eval "password=\${$variable:?is to be set: the password of waybill_$context}"
    printf '%s\n' "$password" | rabbitmqctl -q change_password "waybill_$context"
  done
  touch "$ready"
}

prepare &
exec "$@"
