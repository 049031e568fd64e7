#!/usr/bin/env python3
"""Recomputes a Pharos invoice from its usage statement, without Pharos.

  recompute_invoice.py --invoice invoice.json --statement statement.csv [--key KEY] [--plan plan.json]
                       [--prometheus http://localhost:9090]

1. the invoice's SHA-256 is the one that the statement names;
2. every row of the statement continues the chain of hashes, and the last link is signed (needs openssl and --key);
3. the hours of each meter add up to the quantity that the invoice's arithmetic begins with;
4. with --plan, prices are computed anew: per unit, graduated, volume and package, after divide and free steps;
5. subtotal, tax and total of the invoice add up;
6. with --prometheus, samples are compared with what your own Prometheus says it has sent.

Needs Python 3.9 or newer and nothing else; PyYAML only where --plan is YAML. Exit code 0: all that could be checked holds.
"""
import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 50
failures = []


def check(holds, what):
    print(("  ok    " if holds else "  WRONG ") + what)
    if not holds:
        failures.append(what)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def read_statement(path):
    """Facts, hours and signature; every link of the chain is checked on the way."""
    lines = open(path, encoding="utf-8").read().split("\n")
    facts, hours, signature, start = {}, [], None, 0
    for start, line in enumerate(lines):
        if not line.startswith("# "):
            break
        name, value = line[2:].split(": ", 1)
        facts[name] = value
    link, broken = sha256("\n".join(lines[:start])), 0
    for line in lines[start + 1:]:
        if line.startswith("# ed25519: "):
            signature = line.split(": ", 1)[1]
        elif line:
            row, given = line.rsplit(",", 1)
            link = sha256(link + "\n" + row)
            broken += link != given
            hour, meter, quantity = row.split(",")
            hours.append((hour, meter, Decimal(quantity)))
    check(broken == 0, f"the chain of {len(hours)} hours holds")
    return facts, hours, link, signature


def check_signature(link, signature, key):
    with tempfile.TemporaryDirectory() as folder:
        open(folder + "/key", "wb").write(base64.b64decode(key))
        open(folder + "/sig", "wb").write(base64.b64decode(signature or ""))
        open(folder + "/link", "w").write(link)
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", folder + "/key",
                   "-sigfile", folder + "/sig", "-in", folder + "/link"]
        check(subprocess.run(command, capture_output=True).returncode == 0, "the last link is signed with the key")


def price(charge, quantity):
    """The exact amount of a charge; None for a model that this script does not know."""
    for step in charge.get("quantity") or []:
        (kind, value), = step.items()
        if kind == "divide":
            quantity = quantity / Decimal(str(value))
        elif kind == "free":
            quantity = max(Decimal(0), quantity - Decimal(str(value)))
        else:
            return None
    (model, terms), = charge["price"].items()
    number = lambda value: Decimal(str(value))
    if model == "per_unit":
        return quantity * number(terms["unit"])
    if model == "package":
        charged = max(Decimal(0), quantity - number(terms.get("free_units", 0)))
        return -(-charged // number(terms["size"])) * number(terms["amount"])
    if model in ("graduated", "volume"):
        amount, below = Decimal(0), Decimal(0)
        for tier in terms["tiers"]:
            upto = number(tier["up_to"]) if "up_to" in tier else None
            if model == "volume":
                if upto is None or quantity <= upto:
                    flat = number(tier.get("flat", 0)) if quantity > 0 else 0
                    return quantity * number(tier.get("unit", 0)) + flat
                continue
            if quantity > below:
                within = (quantity if upto is None else min(quantity, upto)) - below
                amount += within * number(tier.get("unit", 0)) + number(tier.get("flat", 0))
            below = upto
        return amount
    return None


def check_lines(invoice, sums, plan):
    charges = {charge["code"]: charge for charge in (plan or {}).get("charges", [])}
    for line in invoice["lines"]:
        if line["kind"] != "USAGE":
            continue
        charge = charges.get(line["code"])
        begun = re.match(r"[0-9.]+", line["arithmetic"].replace(",", ""))
        if charge is None:
            known = begun is not None and Decimal(begun[0]) in set(sums.values()) | {Decimal(0)}
            print(f"  {'seen ' if known else 'note '}  {line['code']}: {line['arithmetic']}")
            continue
        exact = price(charge, sums.get(charge["meter"], Decimal(0)))
        if exact is None:
            print(f"  note   {line['code']}: this script does not know its price model")
            continue
        digits = Decimal(1).scaleb(-len(line["amount"].partition(".")[2]))
        rounded = exact.quantize(digits, ROUND_HALF_UP)
        check(rounded == Decimal(line["amount"]), f"{line['code']}: {rounded} computed, {line['amount']} billed")


def check_sums(invoice):
    sums = {name: Decimal(value) for name, value in invoice["sums"].items()}
    lines = sum((Decimal(line["amount"]) for line in invoice["lines"]), Decimal(0))
    taxes = sum((Decimal(row["amount"]) for row in invoice["taxes"]), Decimal(0))
    check(lines == sums["subtotal"], "the lines add up to the subtotal")
    check(sums["subtotal"] - sums["discount"] == sums["net"], "subtotal less discount is the net amount")
    check(taxes == sums["tax"], "the taxes add up")
    check(sums["net"] + sums["tax"] == sums["total"], "net and tax are the total")
    for row in invoice["taxes"]:
        tax = (Decimal(row["base"]) * Decimal(row["tax"]["rate"]) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        check(tax == Decimal(row["amount"]), f"{row['tax']['rate']} % of {row['base']} is {row['amount']}")


def check_prometheus(url, facts, sums):
    """Your Prometheus's own count of samples sent; restarts of it and other receivers make it differ."""
    seconds = f"{facts['from']} {facts['to']}"
    query = "sum(increase(prometheus_remote_storage_samples_total[{}s]))"
    from datetime import datetime
    parse = lambda text: datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    begin, end = parse(facts["from"]), parse(facts["to"])
    ask = urllib.parse.urlencode({"query": query.format(int(end - begin)), "time": end})
    answer = json.load(urllib.request.urlopen(f"{url}/api/v1/query?{ask}", timeout=30))
    result = answer["data"]["result"]
    if not result:
        print(f"  note   your Prometheus has no count of samples sent for {seconds}")
        return
    sent, billed = Decimal(result[0]["value"][1]), sums.get("samples", Decimal(0))
    print(f"  note   samples: {billed} billed, about {sent:.0f} sent by your Prometheus")
    check(billed <= sent * Decimal("1.02") + 1000, "no more samples are billed than your Prometheus has sent")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("invoice", "statement"):
        parser.add_argument("--" + name, required=True)
    for name in ("key", "plan", "prometheus"):
        parser.add_argument("--" + name)
    given = parser.parse_args()
    raw = open(given.invoice, "rb").read()
    invoice = json.loads(raw)
    facts, hours, link, signature = read_statement(given.statement)
    check(hashlib.sha256(raw).hexdigest() == facts["invoice-sha256"], "the statement is of this very invoice")
    if given.key:
        check_signature(link, signature, given.key)
    sums = {}
    for _, meter, quantity in hours:
        sums[meter] = sums.get(meter, Decimal(0)) + quantity
    plan = None
    if given.plan:
        text = open(given.plan, encoding="utf-8").read()
        if text.lstrip().startswith("{"):
            plan = json.loads(text, parse_float=str)
        else:
            import yaml
            plan = yaml.load(text, Loader=yaml.BaseLoader)
    check_lines(invoice, sums, plan)
    check_sums(invoice)
    if given.prometheus:
        check_prometheus(given.prometheus, facts, sums)
    print(f"{len(failures)} of the checks failed" if failures else "everything that could be checked holds")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
