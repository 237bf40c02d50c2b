"""Reads entries of clouds.yaml with openstacksdk, for entry-readings.test.ts.

Takes {name: {cloud entry}} on stdin, and writes what openstacksdk reads of each: with which user it
asks Identity for a token, and which endpoints it takes from a catalog. `sdk` is openstacksdk alone,
`command` is the openstack command, which adds a default domain. Nothing is sent over a network.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import warnings
from importlib.metadata import version
from urllib.parse import urlsplit

import requests
import yaml
from keystoneauth1 import session as ksa
from keystoneauth1.exceptions import EndpointNotFound
from openstack.config import OpenStackConfig
from osc_lib.cli.client_config import OSC_Config

warnings.simplefilter('ignore')

FACES = {
    ('compute', 'R1'): ['public', 'internal', 'admin'],
    ('compute', 'R2'): ['public', 'internal'],
    ('volumev3', 'R1'): ['public', 'internal'],
    ('volumev3', 'R2'): ['public'],
}


def catalog():
    services = {}
    for (kind, region), faces in FACES.items():
        endpoints = services.setdefault(kind, [])
        for face in faces:
            url = f'https://{face}.{region}.example/{kind}'.lower()
            endpoints.append(
                {'id': url, 'interface': face, 'region': region, 'region_id': region, 'url': url}
            )
    return [
        {'id': kind, 'type': kind, 'name': kind, 'endpoints': endpoints}
        for kind, endpoints in services.items()
    ]


class Identity(requests.adapters.BaseAdapter):
    """Answers as Identity would, and keeps what it was asked."""

    def __init__(self):
        super().__init__()
        self.asked = None

    def send(self, request, **_):
        answer = requests.Response()
        answer.request, answer.url = request, request.url
        answer.headers['Content-Type'] = 'application/json'
        if request.method == 'POST':
            self.asked = {'url': request.url, **json.loads(request.body)}
            answer.status_code = 201
            answer.headers['X-Subject-Token'] = 'made-up'
            body = {
                'token': {
                    'methods': ['password'],
                    'issued_at': '2026-01-01T00:00:00.000000Z',
                    'expires_at': '2099-01-01T00:00:00.000000Z',
                    'user': {'id': 'u', 'name': 'u', 'domain': {'id': 'd', 'name': 'd'}},
                    'project': {'id': 'p', 'name': 'p', 'domain': {'id': 'd', 'name': 'd'}},
                    'roles': [],
                    'catalog': catalog(),
                }
            }
        else:
            answer.status_code = 200
            parts = urlsplit(request.url)
            link = {'rel': 'self', 'href': f'{parts.scheme}://{parts.netloc}/v3'}
            body = {'version': {'id': 'v3.14', 'status': 'stable', 'links': [link]}}
        answer._content = json.dumps(body).encode()
        return answer

    def close(self):
        pass


def endpoint(cloud, session, kind):
    try:
        return cloud.get_endpoint(kind) or session.get_endpoint(
            service_type=kind,
            interface=cloud.get_interface(kind),
            region_name=cloud.get_region_name(kind) or None,
            skip_discovery=True,
        )
    except EndpointNotFound:
        return None


def reading(cloud):
    """What one CloudRegion means to do."""
    identity = Identity()
    transport = requests.Session()
    for scheme in ('https://', 'http://'):
        transport.mount(scheme, identity)
    session = ksa.Session(auth=cloud.get_auth(), session=transport)
    session.get_token()
    timeout = cloud.config['api_timeout']
    return {
        'asked': identity.asked,
        'endpoints': {
            kind: endpoint(cloud, session, kind) for kind in ('compute', 'block-storage')
        },
        'region': cloud.get_region_name() or None,
        'verify': cloud.get_requests_verify_args()[0],
        'timeout': None if timeout in (None, '') else float(timeout),
    }


def attempt(make):
    try:
        return reading(make())
    except Exception as error:  # each kind of refusal is a result
        return {'refused': type(error).__name__}


def by_command(entry_file):
    options = argparse.Namespace(default_domain='default', identity_api_version='3')
    config = OSC_Config(
        config_files=[entry_file],
        secure_files=[],
        vendor_files=[],
        override_defaults={'interface': 'public', 'auth_type': 'password'},
    )
    cloud = config.get_one('it', argparse=options, validate=False)
    cloud._auth = config.load_auth_plugin(cloud.config)
    return cloud


def read(entry, folder):
    path = os.path.join(folder, 'clouds.yaml')
    with open(path, 'w') as file:
        yaml.safe_dump({'clouds': {'it': entry}}, file)
    sdk = attempt(
        lambda: OpenStackConfig(
            config_files=[path], secure_files=[], vendor_files=[]
        ).get_one('it')
    )
    command = attempt(lambda: by_command(path))
    return {'sdk': sdk} if command == sdk else {'sdk': sdk, 'command': command}


def main():
    for name in [name for name in os.environ if name.startswith('OS_')]:
        del os.environ[name]
    text = sys.stdin.read()
    entries = json.loads(text)
    with tempfile.TemporaryDirectory() as folder:
        readings = {name: read(entry, folder) for name, entry in entries.items()}
    versions = {name: version(name) for name in ('openstacksdk', 'keystoneauth1', 'osc-lib')}
    # One reading a line, so that a difference of two recordings can be read.
    lines = ',\n'.join(f'{json.dumps(name)}: {json.dumps(one)}' for name, one in readings.items())
    digest = json.dumps(hashlib.sha256(text.encode()).hexdigest())
    facts = f'"entries": {digest},\n"versions": {json.dumps(versions)},\n"catalog": {json.dumps(catalog())}'
    print(f'{{\n{facts},\n"readings": {{\n{lines}\n}}\n}}')


main()
