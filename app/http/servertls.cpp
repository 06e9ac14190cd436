// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/servertls.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <filesystem>
#include <format>

namespace fuseboard::http {
namespace {

namespace ssl = boost::asio::ssl;

/// As TLS writes a list of protocols (RFC 7301).
constexpr std::string_view onlyHttp11("\x08http/1.1");

int chooseProtocol(
    SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered, unsigned int size, void*)
{
    for (const unsigned char* each = offered; each < offered + size; each += *each + 1) {
        const std::string_view name(reinterpret_cast<const char*>(each + 1), *each);
        if (name != onlyHttp11.substr(1))
            continue;
        *chosen = each + 1;
        *length = *each;
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL; // who speaks no HTTP/1.1 would not understand an answer
}

bool mayBeReadByOthers(const std::string& file)
{
    std::error_code ignored; // a file that is not there fails when it is read
    const auto rights = std::filesystem::status(file, ignored).permissions();
    return rights != std::filesystem::perms::unknown
        && (rights & std::filesystem::perms::others_read) != std::filesystem::perms::none;
}

Result<TlsContext> readContext(const TlsFiles& files)
{
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* const native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_alpn_select_cb(native, chooseProtocol, nullptr);
    boost::system::error_code error;
    context->set_password_callback([](std::size_t, auto) { return std::string(); }); // else OpenSSL asks at the terminal
    context->use_certificate_chain_file(files.certificate, error);
    if (error)
        return fail(ErrorCode::badConfig, files.certificate, "no certificate can be read from it");
    if (mayBeReadByOthers(files.key))
        return fail(ErrorCode::badConfig, files.key, "other users may read this key; take that right away");
    context->use_private_key_file(files.key, ssl::context::pem, error);
    if (error)
        return fail(ErrorCode::badConfig, files.key, "no key of " + files.certificate + " can be read from it");
    const X509* const certificate = SSL_CTX_get0_certificate(native);
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) <= 0)
        return fail(ErrorCode::badConfig, files.certificate, "this certificate has expired");
    if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
        return fail(ErrorCode::badConfig, files.certificate, "this certificate is not valid yet");
    return context;
}

} // namespace

Result<std::shared_ptr<ServerTls>> ServerTls::load(TlsFiles files)
{
    auto context = readContext(files);
    if (!context)
        return std::unexpected(context.error());
    return std::shared_ptr<ServerTls>(new ServerTls(std::move(files), *std::move(context)));
}

Result<void> ServerTls::reload()
{
    auto context = readContext(m_files);
    if (!context)
        return std::unexpected(context.error());
    m_context = *std::move(context);
    return {};
}

bool ServerTls::names(std::string_view host) const
{
    const TlsContext held = context();
    X509* const certificate = SSL_CTX_get0_certificate(held->native_handle());
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return !host.empty() && !host.starts_with('.') // of which OpenSSL would believe any name below it
        && (X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1
            || X509_check_ip_asc(certificate, std::string(host).c_str(), 0) == 1);
}

std::string ServerTls::fingerprint() const
{
    const TlsContext held = context();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned int size = 0;
    X509_digest(SSL_CTX_get0_certificate(held->native_handle()), EVP_sha256(), digest.data(), &size);
    std::string out;
    for (std::size_t i = 0; i < size; ++i)
        out += std::format("{:02x}", digest.at(i));
    return out;
}

} // namespace fuseboard::http
