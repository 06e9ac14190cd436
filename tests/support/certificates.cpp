// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <memory>

namespace fuseboard::test {
namespace {

template <auto free>
struct Free {
    void operator()(auto* thing) const { free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Memory = std::unique_ptr<BIO, Free<BIO_free_all>>;

Memory reading(const QByteArray& pem) { return Memory(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()))); }

QByteArray textOf(BIO* memory)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, size};
}

void extend(X509* certificate, X509* issuer, int kind, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    X509_add_ext(certificate, extension.get(), -1);
}

} // namespace

Identity makeIdentity(const CertificateRequest& request, const Identity* issuer)
{
    static std::atomic<long> serial {1};
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), request.validFromSeconds);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), request.validToSeconds);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(request.commonName), -1, -1, 0);
    const Key signingKey(issuer ? PEM_read_bio_PrivateKey(reading(issuer->key).get(), nullptr, nullptr, nullptr) : nullptr);
    const Certificate signer(
        issuer ? PEM_read_bio_X509(reading(issuer->certificate).get(), nullptr, nullptr, nullptr) : nullptr);
    X509* by = signer ? signer.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(by));
    extend(certificate.get(), by, NID_basic_constraints, request.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (request.alternativeName)
        extend(certificate.get(), by, NID_subject_alt_name, request.alternativeName);
    X509_sign(certificate.get(), signingKey ? signingKey.get() : key.get(), EVP_sha256());
    const Memory keyText(BIO_new(BIO_s_mem())), certificateText(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    PEM_write_bio_X509(certificateText.get(), certificate.get());
    return {textOf(keyText.get()), textOf(certificateText.get())};
}

} // namespace fuseboard::test
