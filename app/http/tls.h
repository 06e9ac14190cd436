// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace fuseboard::http {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// Of a client: 1.2 or newer, the other side's certificate and name always verified. Trusts the system's authorities, or only
/// those in the PEM file.
Result<TlsContext> makeClientTls(const std::string& authoritiesFile = {});

} // namespace fuseboard::http
