// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/tls.h"

#include <boost/asio/ssl/verify_mode.hpp>

namespace fuseboard::http {

Result<TlsContext> makeClientTls(const std::string& authoritiesFile)
{
    namespace ssl = boost::asio::ssl;
    auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
    boost::system::error_code error;
    context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, error);
    context->set_verify_mode(ssl::verify_peer, error);
    if (authoritiesFile.empty())
        context->set_default_verify_paths(error);
    else
        context->load_verify_file(authoritiesFile, error);
    if (error)
        return fail(ErrorCode::fileUnreadable, authoritiesFile, error.message());
    return context;
}

} // namespace fuseboard::http
