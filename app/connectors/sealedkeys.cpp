// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/sealedkeys.h"

#include "connectors/privatefile.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

#include <array>

namespace fuseboard {
namespace {

constexpr auto magic = "fuseboard sealed keys 1";
constexpr qsizetype shortestPassphrase = 8;
constexpr qint64 largestFile = 1024 * 1024;

/// A buffer of keys as JSON, wiped at its end. Copies that Qt made on the way are beyond reach.
class Wiped {
public:
    explicit Wiped(QByteArray content)
        : bytes(std::move(content))
    {
    }
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size())); }
    QByteArray bytes;
};

unsigned char* bytesOf(QByteArray& array) { return reinterpret_cast<unsigned char*>(array.data()); }
const unsigned char* bytesOf(const QByteArray& array) { return reinterpret_cast<const unsigned char*>(array.constData()); }

QByteArray random(qsizetype size)
{
    QByteArray out(size, Qt::Uninitialized);
    randombytes_buf(out.data(), static_cast<std::size_t>(size));
    return out;
}

std::unexpected<Error> notOpened(const QString& file, std::string why = {})
{
    return fail(ErrorCode::badPassphrase, file.toStdString(), std::move(why));
}

} // namespace

/// The key that the passphrase gives, and how it gives it.
class SealedKeys::Seal {
public:
    static Result<std::unique_ptr<Seal>> of(
        const QString& file, const QByteArray& passphrase, QByteArray salt, unsigned long long work, std::size_t memory)
    {
        auto seal = std::make_unique<Seal>();
        seal->m_salt = std::move(salt);
        seal->m_work = work;
        seal->m_memory = memory;
        if (sodium_init() < 0
            || crypto_pwhash(seal->m_key.data(), seal->m_key.size(), passphrase.constData(),
                   static_cast<unsigned long long>(passphrase.size()), bytesOf(seal->m_salt), work, memory,
                   crypto_pwhash_ALG_ARGON2ID13)
                != 0)
            return notOpened(file, "there is not enough memory to try the passphrase");
        return seal;
    }
    Seal() = default;
    Seal(const Seal&) = delete;
    Seal& operator=(const Seal&) = delete;
    ~Seal() { sodium_memzero(m_key.data(), m_key.size()); }

    [[nodiscard]] QByteArray close(const QByteArray& plain) const
    {
        const QByteArray nonce = random(crypto_secretbox_xchacha20poly1305_NONCEBYTES);
        QByteArray box(plain.size() + static_cast<qsizetype>(crypto_secretbox_xchacha20poly1305_MACBYTES), Qt::Uninitialized);
        crypto_secretbox_xchacha20poly1305_easy(
            bytesOf(box), bytesOf(plain), static_cast<unsigned long long>(plain.size()), bytesOf(nonce), m_key.data());
        return QJsonDocument(QJsonObject {{QStringLiteral("format"), QLatin1String(magic)},
                                 {QStringLiteral("salt"), QLatin1String(m_salt.toBase64())},
                                 {QStringLiteral("work"), static_cast<qint64>(m_work)},
                                 {QStringLiteral("memory"), static_cast<qint64>(m_memory)},
                                 {QStringLiteral("nonce"), QLatin1String(nonce.toBase64())},
                                 {QStringLiteral("box"), QLatin1String(box.toBase64())}})
            .toJson();
    }

    [[nodiscard]] std::optional<QByteArray> open(const QByteArray& box, const QByteArray& nonce) const
    {
        constexpr auto overhead = static_cast<qsizetype>(crypto_secretbox_xchacha20poly1305_MACBYTES);
        if (nonce.size() != crypto_secretbox_xchacha20poly1305_NONCEBYTES || box.size() < overhead)
            return std::nullopt;
        QByteArray plain(box.size() - overhead, Qt::Uninitialized);
        if (crypto_secretbox_xchacha20poly1305_open_easy(
                bytesOf(plain), bytesOf(box), static_cast<unsigned long long>(box.size()), bytesOf(nonce), m_key.data())
            != 0)
            return std::nullopt;
        return plain;
    }

private:
    std::array<unsigned char, crypto_secretbox_xchacha20poly1305_KEYBYTES> m_key {};
    QByteArray m_salt;
    unsigned long long m_work = 0;
    std::size_t m_memory = 0;
};

SealedKeys::SealedKeys(QString file, std::unique_ptr<Seal> seal, std::map<std::string, QByteArray> keys)
    : m_file(std::move(file))
    , m_seal(std::move(seal))
    , m_keys(std::move(keys))
{
}

SealedKeys::SealedKeys(SealedKeys&&) noexcept = default;
SealedKeys& SealedKeys::operator=(SealedKeys&&) noexcept = default;

SealedKeys::~SealedKeys()
{
    for (auto& [name, key] : m_keys)
        sodium_memzero(key.data(), static_cast<std::size_t>(key.size()));
}

Result<SealedKeys> SealedKeys::create(const QString& file, const QByteArray& passphrase)
{
    if (QString::fromUtf8(passphrase).size() < shortestPassphrase)
        return notOpened(file, "a passphrase has at least 8 characters");
    if (QFileInfo::exists(file))
        return fail(ErrorCode::fileExists, file.toStdString());
    auto seal = Seal::of(
        file, passphrase, random(crypto_pwhash_SALTBYTES), crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE);
    if (!seal)
        return std::unexpected(seal.error());
    SealedKeys keys(file, *std::move(seal), {});
    if (auto saved = keys.save(); !saved)
        return std::unexpected(saved.error());
    return keys;
}

Result<SealedKeys> SealedKeys::open(const QString& file, const QByteArray& passphrase)
{
    const auto stored = readPrivateFile(file, largestFile);
    if (!stored)
        return std::unexpected(stored.error());
    const QJsonObject sealed = QJsonDocument::fromJson(*stored).object();
    const auto bytes = [&sealed](const char* name) {
        return QByteArray::fromBase64(sealed[QLatin1String(name)].toString().toLatin1());
    };
    const qint64 work = sealed[QLatin1String("work")].toInteger(), memory = sealed[QLatin1String("memory")].toInteger();
    // What a stranger wrote there must not make us compute for hours.
    const bool isOurs = sealed[QLatin1String("format")].toString() == QLatin1String(magic)
        && bytes("salt").size() == crypto_pwhash_SALTBYTES && work >= static_cast<qint64>(crypto_pwhash_OPSLIMIT_MIN)
        && work <= static_cast<qint64>(crypto_pwhash_OPSLIMIT_SENSITIVE)
        && memory >= static_cast<qint64>(crypto_pwhash_MEMLIMIT_MIN)
        && memory <= static_cast<qint64>(crypto_pwhash_MEMLIMIT_SENSITIVE);
    if (!isOurs)
        return fail(ErrorCode::badConfig, file.toStdString(), "not a file of sealed keys");
    auto seal =
        Seal::of(file, passphrase, bytes("salt"), static_cast<unsigned long long>(work), static_cast<std::size_t>(memory));
    if (!seal)
        return std::unexpected(seal.error());
    auto plain = (*seal)->open(bytes("box"), bytes("nonce"));
    if (!plain)
        return notOpened(file);
    const Wiped wiped(*std::move(plain));
    std::map<std::string, QByteArray> keys;
    const QJsonObject content = QJsonDocument::fromJson(wiped.bytes).object();
    for (const QString& name : content.keys())
        keys[name.toStdString()] = content[name].toString().toUtf8();
    return SealedKeys(file, *std::move(seal), std::move(keys));
}

QByteArray SealedKeys::key(const std::string& name) const
{
    const auto found = m_keys.find(name);
    return found == m_keys.end() ? QByteArray() : found->second;
}

Result<void> SealedKeys::add(const std::string& name, const QByteArray& key)
{
    if (!m_keys.emplace(name, key).second)
        return fail(ErrorCode::duplicateName, name);
    auto saved = save();
    if (!saved)
        m_keys.erase(name);
    return saved;
}

Result<void> SealedKeys::remove(const std::string& name)
{
    auto node = m_keys.extract(name);
    if (node.empty())
        return {};
    auto saved = save();
    if (!saved)
        m_keys.insert(std::move(node));
    return saved;
}

Result<void> SealedKeys::save()
{
    QJsonObject content;
    for (const auto& [name, key] : m_keys)
        content[QString::fromStdString(name)] = QString::fromUtf8(key);
    const Wiped plain(QJsonDocument(content).toJson(QJsonDocument::Compact));
    return writePrivateFile(m_file, m_seal->close(plain.bytes));
}

} // namespace fuseboard
