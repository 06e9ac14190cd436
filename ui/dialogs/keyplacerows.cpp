// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keyplacerows.h"

#include "dialogs/parts.h"

#include <QFormLayout>

namespace fuseboard {
namespace {

constexpr qsizetype shortestPassphrase = 8; ///< as the file of sealed keys asks for

QLineEdit* passphraseEdit(const QString& accessibleName, const QString& objectName)
{
    QLineEdit* edit = namedEdit(accessibleName);
    edit->setObjectName(objectName);
    edit->setEchoMode(QLineEdit::Password);
    return edit;
}

} // namespace

KeyPlaceRows::KeyPlaceRows(QFormLayout& form, SealedKeysState sealed, QWidget* parent)
    : QObject(parent)
    , m_form(form)
    , m_sealed(sealed)
    , m_place(namedBox(tr("Where the key is kept")))
    , m_about(plainParagraph({}, "secondary"))
    , m_passphrase(passphraseEdit(tr("Passphrase of the sealed keys"), QStringLiteral("passphrase")))
    , m_again(passphraseEdit(tr("The same passphrase again"), QStringLiteral("passphraseAgain")))
{
    m_place->setObjectName(QStringLiteral("keyPlace"));
    m_place->addItem(tr("In the system keyring"), QVariant::fromValue(static_cast<int>(KeyPlace::keyring)));
    m_place->addItem(tr("In memory, for this session only"), QVariant::fromValue(static_cast<int>(KeyPlace::session)));
    m_place->addItem(tr("In a file sealed by a passphrase"), QVariant::fromValue(static_cast<int>(KeyPlace::sealed)));
    m_again->setPlaceholderText(tr("The same once more. Without it the key is lost."));
    form.addRow(tr("Kee&p it"), m_place);
    form.addRow(tr("Pa&ssphrase"), m_passphrase);
    form.addRow(tr("A&gain"), m_again);
    form.addRow(QString(), m_about);
    connect(m_place, &QComboBox::currentIndexChanged, this, &KeyPlaceRows::update);
    for (const QLineEdit* edit : {m_passphrase, m_again})
        connect(edit, &QLineEdit::textChanged, this, &KeyPlaceRows::changed);
    update();
}

KeyWish KeyPlaceRows::wish() const
{
    const auto place = static_cast<KeyPlace>(m_place->currentData().toInt());
    return {place, place == KeyPlace::sealed && m_sealed != SealedKeysState::open ? m_passphrase->text() : QString()};
}

bool KeyPlaceRows::isComplete() const
{
    if (wish().place != KeyPlace::sealed || m_sealed == SealedKeysState::open)
        return true;
    return m_passphrase->text().size() >= shortestPassphrase
        && (m_sealed == SealedKeysState::closed || m_passphrase->text() == m_again->text());
}

void KeyPlaceRows::offerOthers()
{
    if (wish().place == KeyPlace::keyring)
        m_place->setCurrentIndex(m_place->findData(static_cast<int>(KeyPlace::session)));
    m_place->setFocus(Qt::OtherFocusReason);
}

void KeyPlaceRows::setVisible(bool visible)
{
    m_visible = visible;
    update();
}

void KeyPlaceRows::setEnabled(bool enabled)
{
    for (QWidget* widget : std::initializer_list<QWidget*> {m_place, m_passphrase, m_again})
        widget->setEnabled(enabled);
}

void KeyPlaceRows::clear()
{
    m_passphrase->clear();
    m_again->clear();
}

void KeyPlaceRows::update()
{
    const bool isNew = m_sealed == SealedKeysState::none;
    switch (wish().place) {
    case KeyPlace::keyring: m_about->setText(tr("Your desktop keeps it and unlocks it. Nothing else stores it.")); break;
    case KeyPlace::session:
        m_about->setText(tr("It is written nowhere. After the next start of Fuseboard, enter it again."));
        break;
    case KeyPlace::sealed:
        m_about->setText(m_sealed == SealedKeysState::open ? tr("Encrypted, in the file that is open since this start.")
                                                           : tr("Encrypted. The passphrase is asked for at each start."));
        break;
    }
    const bool asks = m_visible && wish().place == KeyPlace::sealed && m_sealed != SealedKeysState::open;
    m_passphrase->setPlaceholderText(isNew ? tr("At least 8 characters") : QString());
    m_form.setRowVisible(m_place, m_visible);
    m_form.setRowVisible(m_about, m_visible);
    m_form.setRowVisible(m_passphrase, asks);
    m_form.setRowVisible(m_again, asks && isNew);
    Q_EMIT changed();
}

} // namespace fuseboard
