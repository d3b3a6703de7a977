<?php
// What a host does for a site, from the command line, in the site's folder: `php manage.php WHAT [VALUE]`.

list( , $what, $value ) = $argv + array( '', '', '' );
if ( 'install' === $what ) {
	$database = new mysqli( null, 'root', '', '', 0, getenv( 'JOURNEY_SOCKET' ) );
	$database->query( 'CREATE DATABASE ' . getenv( 'JOURNEY_DATABASE' ) );
	define( 'WP_INSTALLING', true );
}
$_SERVER['HTTP_HOST'] = parse_url( getenv( 'JOURNEY_ADDRESS' ), PHP_URL_HOST );
require getcwd() . '/wp-load.php';

switch ( $what ) {
	case 'install':
		/** Takes the place of the one that sends a letter. */
		function wp_new_blog_notification() {}
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		wp_install( 'Harbour Lane Counselling', 'administrator', 'administrator@example.org', true, '', 'password' );
		// They would come from elsewhere.
		update_option( 'show_avatars', '0' );
		foreach ( array( 'editor', 'author' ) as $role ) {
			$user = wp_create_user( $role, 'password', $role . '@example.org' );
			( new WP_User( $user ) )->set_role( $role );
		}
		break;
	case 'theme':
		switch_theme( $value );
		echo get_stylesheet(), ' ', wp_is_block_theme() ? 'blocks' : 'classic';
		break;
	case 'front-page':
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $value );
		break;
	case 'inventory':
		// All that a plugin could leave behind, but for what people wrote.
		global $wpdb;
		$names = array();
		foreach ( array(
			'option'   => "SELECT option_name FROM $wpdb->options WHERE option_name NOT LIKE '%\_transient\_%'",
			'post'     => "SELECT DISTINCT post_type FROM $wpdb->posts",
			'postmeta' => "SELECT DISTINCT meta_key FROM $wpdb->postmeta",
			'usermeta' => "SELECT DISTINCT meta_key FROM $wpdb->usermeta",
			'table'    => 'SHOW TABLES',
		) as $kind => $query ) {
			foreach ( $wpdb->get_col( $query ) as $name ) {
				$names[] = "$kind $name";
			}
		}
		foreach ( _get_cron_array() as $hooks ) {
			foreach ( array_keys( $hooks ) as $hook ) {
				$names[] = "cron $hook";
			}
		}
		foreach ( wp_roles()->roles as $role => $may ) {
			foreach ( array_keys( $may['capabilities'] ) as $capability ) {
				$names[] = "capability $role $capability";
			}
		}
		$files = new RecursiveIteratorIterator( new RecursiveDirectoryIterator( WP_CONTENT_DIR, FilesystemIterator::SKIP_DOTS ) );
		foreach ( $files as $file ) {
			$names[] = 'file ' . substr( $file->getPathname(), strlen( WP_CONTENT_DIR ) );
		}
		sort( $names );
		echo wp_json_encode( $names );
		break;
}
