<?php
/**
 * Plugin Name:       Right Track
 * Description:       A private check-in about how therapy is going, as a block and a shortcode. Answers stay in the visitor's browser.
 * Version:           0.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The Right Track authors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       right-track
 * Domain Path:       /languages
 *
 * @package RightTrack
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

define( 'RIGHT_TRACK_VERSION', '0.0.0' );

add_action( 'init', 'right_track_register' );
add_filter( 'script_loader_tag', 'right_track_script_tag', 10, 2 );

/**
 * Registers the script, the block and the shortcode. Nothing is put into a page here.
 */
function right_track_register() {
	wp_register_script(
		'right-track',
		plugins_url( 'widget/embed/1/right-track.js', __FILE__ ),
		array(),
		RIGHT_TRACK_VERSION,
		// WordPress before 6.3 only sees that this is not empty, and puts the script into the footer.
		array(
			'strategy'  => 'defer',
			'in_footer' => true,
		)
	);
	register_block_type( __DIR__ . '/block', array( 'render_callback' => 'right_track_block' ) );
	add_shortcode( 'right_track', 'right_track_shortcode' );
}

/**
 * Keeps optimisers from delaying, merging or rewriting the script, which finds its files by its own address.
 *
 * @param string $tag    The script's tag.
 * @param string $handle The script's name.
 * @return string The tag with the marks that optimisers look for.
 */
function right_track_script_tag( $tag, $handle ) {
	if ( 'right-track' !== $handle ) {
		return $tag;
	}
	$marks = 'data-cfasync="false" data-no-optimize="1" data-noptimize="1" nowprocket';
	// WordPress before 6.3 knows no strategy.
	if ( ! preg_match( '/\sdefer\b/', $tag ) ) {
		$marks .= ' defer';
	}
	return str_replace( '<script ', '<script ' . $marks . ' ', $tag );
}

/**
 * Renders the block.
 *
 * @param array $attributes What the block carries.
 * @return string HTML.
 */
function right_track_block( $attributes ) {
	return '<div ' . get_block_wrapper_attributes() . '>' . right_track_html( $attributes ) . '</div>';
}

/**
 * Renders the shortcode.
 *
 * @param array|string $given What the shortcode carries, by the names of the element's attributes; an underscore may
 *                            stand for a hyphen.
 * @return string HTML.
 */
function right_track_shortcode( $given ) {
	$attributes = array();
	foreach ( (array) $given as $name => $value ) {
		$words               = ucwords( str_replace( '_', '-', $name ), '-' );
		$name                = lcfirst( str_replace( '-', '', $words ) );
		$attributes[ $name ] = $value;
	}
	return right_track_html( $attributes );
}

/**
 * Returns every option with what it may be, as block.json has it.
 *
 * @return array Schemas by the names of the block's attributes.
 */
function right_track_options() {
	static $options = null;
	if ( null === $options ) {
		$block   = wp_json_file_decode( __DIR__ . '/block/block.json', array( 'associative' => true ) );
		$options = $block['attributes'];
	}
	return $options;
}

/**
 * Renders the widget, and has the script loaded on this page.
 *
 * A value that does not fit is left out, as the element would do.
 *
 * @param array $given Values by the names of the block's attributes.
 * @return string HTML.
 */
function right_track_html( $given ) {
	$attributes = '';
	// Reserves room, so that the text below does not move when the widget appears.
	$style = 'display:block;min-height:45em';
	foreach ( right_track_options() as $name => $schema ) {
		$value = isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '';
		$usual = isset( $schema['default'] ) ? $schema['default'] : '';
		if ( $usual === $value || true !== rest_validate_value_from_schema( $value, $schema, $name ) ) {
			continue;
		}
		$kebab = strtolower( preg_replace( '/[A-Z]/', '-$0', $name ) );
		if ( 0 === strpos( $kebab, 'color-' ) ) {
			$style .= ';--right-track-' . substr( $kebab, 6 ) . ':' . $value;
		} else {
			$attributes .= ' ' . $kebab . '="' . right_track_attribute( $value ) . '"';
		}
	}
	$link = sprintf(
		'<a href="%s">%s</a>',
		esc_url( plugins_url( 'widget/index.html', __FILE__ ) ),
		esc_html__( 'Open the private check-in', 'right-track' )
	);
	// What reads a feed runs no script.
	if ( is_feed() ) {
		return '<p>' . $link . '</p>';
	}
	wp_enqueue_script( 'right-track' );
	return '<right-track' . $attributes . ' style="' . esc_attr( $style ) . '">' . $link . '</right-track>';
}

/**
 * Escapes the value of an attribute, also from WordPress, which looks for shortcodes in attributes.
 *
 * @param string $value The value.
 * @return string What may stand between quotes.
 */
function right_track_attribute( $value ) {
	return str_replace( array( '[', ']' ), array( '&#91;', '&#93;' ), esc_attr( $value ) );
}
