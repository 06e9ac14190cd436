// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <QString>

/// Reads a PDF as whoever copies from it does: glyphs through their fonts' ToUnicode. Enough for what Qt writes.
namespace fuseboard::test {

class PdfWords {
public:
    explicit PdfWords(const QByteArray& pdf)
    {
        static const QRegularExpression object(QStringLiteral("(\\d+) 0 obj\\n"));
        const QString text = QString::fromLatin1(pdf);
        for (auto matches = object.globalMatch(text); matches.hasNext();) {
            const auto match = matches.next();
            const qsizetype end = text.indexOf(QStringLiteral("endobj"), match.capturedEnd());
            m_objects.insert(match.captured(1).toInt(), pdf.mid(match.capturedEnd(), end - match.capturedEnd()));
        }
    }

    /// All that is set on all pages, in the order it was drawn; one space between words.
    [[nodiscard]] QString words() const
    {
        QString out;
        for (const QByteArray& page : objectsOf("/Type /Page\n"))
            out += wordsOf(streamOf(reference(page, "/Contents")), fontsOf(m_objects.value(reference(page, "/Resources"))));
        return out.simplified();
    }
    [[nodiscard]] qsizetype pages() const { return objectsOf("/Type /Page\n").size(); }
    [[nodiscard]] bool hasPictures() const { return !objectsOf("/Subtype /Image").isEmpty(); }
    /// Of the document: /Title, /Creator.
    [[nodiscard]] QString fact(const char* name) const
    {
        const QByteArray& info = m_objects.value(1);
        const qsizetype start = info.indexOf('(', info.indexOf(name)) + 3; // after its byte order mark
        QString out;
        for (qsizetype i = start; i + 1 < info.size() && info[i] != ')'; i += 2)
            out += QChar(
                static_cast<char16_t>(static_cast<unsigned char>(info[i]) << 8 | static_cast<unsigned char>(info[i + 1])));
        return out;
    }
    /// What is painted with, as it stands in the page: "1 1 1 scn".
    [[nodiscard]] QByteArray drawn() const
    {
        QByteArray out;
        for (const QByteArray& page : objectsOf("/Type /Page\n"))
            out += streamOf(reference(page, "/Contents"));
        return out;
    }

private:
    using Letters = QHash<int, QString>;

    [[nodiscard]] QList<QByteArray> objectsOf(const char* sign) const
    {
        QList<QByteArray> out;
        for (const QByteArray& object : m_objects)
            if (object.left(2000).contains(sign))
                out += object;
        return out;
    }
    [[nodiscard]] static int reference(const QByteArray& object, const char* name)
    {
        const qsizetype at = object.indexOf(name);
        return at < 0 ? 0 : object.mid(at + QByteArrayView(name).size(), 12).trimmed().split(' ').front().toInt();
    }
    [[nodiscard]] QByteArray streamOf(int number) const
    {
        const QByteArray object = m_objects.value(number);
        const qsizetype start = object.indexOf("stream\n") + 7;
        const QByteArray bytes = object.mid(start, object.lastIndexOf("\nendstream") - start);
        if (!object.left(start).contains("/FlateDecode"))
            return bytes;
        return qUncompress(QByteArray("\0\xff\0\0", 4) + bytes); // qUncompress takes the length first: a guess that grows
    }
    [[nodiscard]] QHash<QByteArray, Letters> fontsOf(const QByteArray& resources) const
    {
        QHash<QByteArray, Letters> out;
        static const QRegularExpression font(QStringLiteral("/(F\\d+) (\\d+) 0 R"));
        for (auto matches = font.globalMatch(QString::fromLatin1(resources)); matches.hasNext();) {
            const auto match = matches.next();
            out.insert(match.captured(1).toLatin1(),
                lettersOf(streamOf(reference(m_objects.value(match.captured(2).toInt()), "/ToUnicode"))));
        }
        return out;
    }
    [[nodiscard]] static Letters lettersOf(const QByteArray& map)
    {
        static const QRegularExpression range(QStringLiteral("<([0-9A-F]{4})> <[0-9A-F]{4}> \\[([^\\]]*)\\]"));
        static const QRegularExpression code(QStringLiteral("<([0-9A-F]+)>"));
        Letters out;
        for (auto ranges = range.globalMatch(QString::fromLatin1(map)); ranges.hasNext();) {
            const auto each = ranges.next();
            int glyph = each.captured(1).toInt(nullptr, 16);
            for (auto codes = code.globalMatch(each.captured(2)); codes.hasNext();)
                out.insert(glyph++, QString(QChar(codes.next().captured(1).toUShort(nullptr, 16))));
        }
        return out;
    }
    [[nodiscard]] static QString wordsOf(const QByteArray& page, const QHash<QByteArray, Letters>& fonts)
    {
        static const QRegularExpression sign(QStringLiteral("/(F\\d+) [\\d.]+ Tf|<([0-9A-F]+)> Tj|(ET)"));
        QString out;
        Letters letters;
        for (auto matches = sign.globalMatch(QString::fromLatin1(page)); matches.hasNext();) {
            const auto match = matches.next();
            if (match.hasCaptured(1))
                letters = fonts.value(match.captured(1).toLatin1());
            else if (match.hasCaptured(3))
                out += QLatin1Char(' ');
            for (qsizetype i = 0; i + 4 <= match.captured(2).size(); i += 4)
                out += letters.value(match.captured(2).mid(i, 4).toInt(nullptr, 16), QStringLiteral("?"));
        }
        return out;
    }

    QMap<int, QByteArray> m_objects;
};

} // namespace fuseboard::test
