#!/usr/bin/env python3
"""Prints requests drawn from a mix, as lines "name,path": requests.py '6 /depots/{1-400}; 4 /parcels/{1-9000}' 5000"""
import random, re, sys

random.seed(20)
kinds = [k.strip().split(' ', 1) for k in sys.argv[1].split(';')]
for kind in random.choices(kinds, [int(k[0]) for k in kinds], k=int(sys.argv[2])):
    path = re.sub(r'\{(\d+)-(\d+)\}', lambda m: str(random.randint(int(m[1]), int(m[2]))), kind[1])
    print(re.sub(r'\{\d+-\d+\}', '{id}', re.sub(r'[A-Za-z]\{', '{', kind[1])) + ',' + path)
